/** What can be opened from the control bar; one at a time. */
export type DialogName = 'links' | 'leave' | 'keys' | 'devices' | 'screen' | 'displays';
export type OpenDialog = (name: DialogName) => void;
