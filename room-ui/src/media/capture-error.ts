/** Why a camera or microphone could not be had, and which browser this is, so that the page can say where the switch is. */
export type CaptureProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';
export type BrowserFamily = 'chromium' | 'firefox' | 'safari' | 'safariMobile' | 'chromiumMobile' | 'other';

export function problemOf(error: unknown): CaptureProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

export function browserFamily(userAgent: string): BrowserFamily {
  const isMobile = /Android|iPhone|iPad|Mobile/.test(userAgent);
  if (/iPhone|iPad/.test(userAgent)) return 'safariMobile';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrome\/|Chromium\//.test(userAgent)) return isMobile ? 'chromiumMobile' : 'chromium';
  if (/Safari\//.test(userAgent)) return 'safari';
  return 'other';
}
