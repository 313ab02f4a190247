/** Where a camera is, as somebody types it: a name or number, with a port or the whole address of its service. */
export type CameraAddress = { host: string; port: number; path: string };

const usualPath = '/onvif/device_service';

/** Null: this is no address. */
export function cameraAddress(text: string): CameraAddress | null {
  const whole = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname, port, pathname } = new URL(whole);
  if (protocol !== 'http:' || hostname === '') return null;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 80),
    path: pathname === '/' ? usualPath : pathname,
  };
}

/** As it is shown, the shortest that means the same. */
export function textOfAddress({ host, port, path }: CameraAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  if (path !== usualPath) return `http://${name}:${port}${path}`;
  return port === 80 ? name : `${name}:${port}`;
}
