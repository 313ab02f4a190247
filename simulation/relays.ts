/** Relays (TURN) as the server names them, as libdatachannel takes them. It speaks to them over UDP only. */
import type { IceServer } from 'node-datachannel';

/** As in the reply to `media.join`. */
export type RelayAccess = { urls: readonly string[]; username: string; credential: string };

const usualPort = 3_478;

export function relaysFrom(servers: readonly RelayAccess[]): IceServer[] {
  return servers.flatMap(({ urls, username, credential: password }) =>
    urls.flatMap((url) => {
      const [, host, port, query = ''] = /^turn:(\[[^\]]+\]|[^:?]+)(?::(\d+))?(\?.*)?$/i.exec(url) ?? [];
      if (!host || (new URLSearchParams(query).get('transport') ?? 'udp') !== 'udp') return [];
      const hostname = host.replace(/^\[|\]$/g, '');
      return { hostname, port: Number(port ?? usualPort), username, password, relayType: 'TurnUdp' as const };
    }),
  );
}
