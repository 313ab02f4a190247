/** What went wrong with a call to an ONVIF camera, told by what the library, HTTP and SOAP say of it. */
import { PtzError } from '../ptz-driver.ts';
import { findElement, findElements, textOf, type XmlElement } from '../xml.ts';

export function faultOf(error: unknown, body: XmlElement | undefined, httpStatus: number): PtzError {
  const cause = error instanceof Error ? error : undefined;
  const message = cause?.message ?? '';
  const fault = body && findElement(body, 'Fault');
  const codes = fault ? findElements(fault, 'Value').map(({ text }) => text.trim()) : [];
  const reason = (fault && textOf(fault, 'Text')?.slice(0, 200)) || undefined;
  const isUnauthorized =
    httpStatus === 401 ||
    /\b401\b/.test(message) ||
    codes.some((code) => /NotAuthorized|FailedAuthentication/i.test(code));
  if (isUnauthorized || /not authorized|unauthorized/i.test(reason ?? '')) {
    return new PtzError('WRONG_PASSWORD', 'The camera refused name and password.', { cause });
  }
  if (codes.some((code) => /ActionNotSupported|NotImplemented|OptionalActionNotImplemented/i.test(code))) {
    return new PtzError('NOT_SUPPORTED', `The camera does not do this: ${reason ?? codes.at(-1)}`, { cause });
  }
  if (fault)
    return new PtzError('REFUSED', `The camera refused: ${reason ?? codes.at(-1) ?? 'no reason given'}`, { cause });
  if (message === 'Network timeout')
    return new PtzError('TIMED_OUT', 'The camera did not answer within 3 s.', { cause });
  if (httpStatus === 0 && cause && 'code' in cause) {
    return new PtzError('UNREACHABLE', `The camera cannot be reached (${String(cause.code)}).`, { cause });
  }
  return new PtzError('REFUSED', 'What answers at this address does not speak ONVIF.', { cause });
}
