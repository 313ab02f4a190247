/** SOAP as a camera speaks it: questions read into their parts, answers and faults written. */
import type { IncomingHttpHeaders } from 'node:http';
import { escapeXml, findElement, readXml, type XmlElement } from '../../xml.ts';

export type SoapQuestion = {
  operation: XmlElement;
  header: XmlElement | undefined;
  headers: IncomingHttpHeaders;
  uri: string;
};

/** What a camera answers instead: `code` is ONVIF's, such as `ter:NotAuthorized`. */
export class SoapFault extends Error {
  readonly code: string;
  readonly httpStatus: number;

  constructor(code: string, message: string, httpStatus = 400) {
    super(message);
    this.name = 'SoapFault';
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

export function readQuestion(body: string, headers: IncomingHttpHeaders, uri: string): SoapQuestion {
  const envelope = readXml(body);
  const operation = findElement(envelope, 'Body')?.children[0];
  if (!operation) throw new SoapFault('ter:WellFormed', 'There is no operation in it.');
  return { operation, header: findElement(envelope, 'Header'), headers, uri };
}

const namespaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
  'xmlns:trt="http://www.onvif.org/ver10/media/wsdl"',
  'xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"',
  'xmlns:tt="http://www.onvif.org/ver10/schema"',
  'xmlns:ter="http://www.onvif.org/ver10/error"',
].join(' ');

export function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${namespaces}><s:Body>${body}</s:Body></s:Envelope>`;
}

export function faultEnvelope({ code, message }: { code: string; message: string }): string {
  const subcode = `<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${code}</s:Value></s:Subcode></s:Code>`;
  const reason = `<s:Reason><s:Text xml:lang="en">${escapeXml(message)}</s:Text></s:Reason>`;
  return envelope(`<s:Fault>${subcode}${reason}</s:Fault>`);
}
