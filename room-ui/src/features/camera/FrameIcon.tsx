/** Somebody in a frame: the cameras of the sites, not one's own. Here because few need it. */
import { icon } from '../../ui/icon.tsx';

export const FrameIcon = icon(
  <path d="M4 8.5V5h3.5M16.5 5H20v3.5M20 15.5V19h-3.5M7.5 19H4v-3.5M12 12.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2ZM8.2 16.5a3.8 3.8 0 0 1 7.6 0" />,
);
