/** Tells which cameras, microphones and speakers are plugged in: at once, and after each change. */
export function watchDevices(onDevices: (present: readonly MediaDeviceInfo[]) => void): () => void {
  // Absent where the browser does not trust the page's address.
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  if (!mediaDevices) return () => undefined;
  let isOver = false;
  const list = async () => {
    const present = await mediaDevices.enumerateDevices().catch(() => []);
    if (!isOver) onDevices(present);
  };
  void list();
  mediaDevices.addEventListener('devicechange', list);
  return () => {
    isOver = true;
    mediaDevices.removeEventListener('devicechange', list);
  };
}
