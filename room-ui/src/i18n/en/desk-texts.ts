/** Texts of the desk's pages, loaded together with them. */

import { accounts } from './accounts.ts';
import { devices } from './devices.ts';
import { setup, trust, welcome } from './first-pages.ts';
import { gallery } from './gallery.ts';
import { home } from './home.ts';
import { invitation } from './invitation.ts';
import { preparation } from './preparation.ts';
import { register } from './register.ts';

export const deskTexts = {
  gallery,
  home,
  register,
  accounts,
  devices,
  preparation,
  invitation,
  welcome,
  setup,
  trust,
};
