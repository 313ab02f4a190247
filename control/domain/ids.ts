/** Branded identifiers, so that a seat is never taken for a person. They are made outside the domain and come in. */
type Id<Name extends string> = string & { readonly [brand]: Name };
declare const brand: unique symbol;

export type BodyId = Id<'BodyId'>;
export type SiteId = Id<'SiteId'>;
export type SeatId = Id<'SeatId'>;
export type PersonId = Id<'PersonId'>;
export type MeetingId = Id<'MeetingId'>;
export type AgendaItemId = Id<'AgendaItemId'>;
export type EndpointId = Id<'EndpointId'>;
export type TemplateId = Id<'TemplateId'>;
