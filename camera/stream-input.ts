/**
 * How ffmpeg is told where a camera's picture is: by its standard input, as a list of one. A command line, with the
 * password in it, would be seen by everybody on the machine.
 */

export type StreamInput = {
  /** What stands on the command line. */
  options: readonly string[];
  /** What is written to the standard input. */
  text: string;
};

export type StreamAddress = { url: string; username: string; password: string };

/** By TCP, as lost packets would spoil pictures for a second each. */
export function streamInput({ url, username, password }: StreamAddress): StreamInput {
  const address = new URL(url);
  if (username !== '') {
    address.username = encodeURIComponent(username);
    address.password = encodeURIComponent(password);
  }
  const protocols = ['-protocol_whitelist', 'pipe,rtsp,rtp,tcp,udp'];
  const quick = ['-fflags', 'nobuffer', '-flags', 'low_delay', '-probesize', '32768', '-analyzeduration', '0'];
  const text = [
    'ffconcat version 1.0',
    `file '${address.href.replaceAll("'", '%27')}'`,
    'option rtsp_transport tcp',
    'option timeout 5000000',
    'option fflags nobuffer',
    'option probesize 32768',
    'option analyzeduration 0',
    '',
  ].join('\n');
  return { options: [...quick, '-f', 'concat', '-safe', '0', ...protocols, '-i', 'pipe:0'], text };
}
