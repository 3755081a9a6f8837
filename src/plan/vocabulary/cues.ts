import type { Cue } from "./vocabulary.ts";

/** Names of types that stand beside the name of a field. */
export const typeTerms = `string, str, text, varchar, char, int, integer, bigint, smallint, serial, bigserial, float, double, decimal, numeric, number, bool, boolean, date, datetime, timestamp, timestamptz, time, uuid, ulid, guid, json, jsonb, blob, byte, bytes, bytea, array, list, map, dict, object, enum, optional, nullable, instant, long, short,
  int8, int16, int32, int64, uint8, uint16, uint32, uint64, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, any, null, fk, pk, primary key, foreign key, unique, not null, geometry, vector, objectid, record, set, tuple`;

/** Words without which a statement need not be searched for what they are a part of. */
export const cues: readonly (readonly [Cue, string])[] = [
  ["cue:type", typeTerms],
  [
    "cue:open",
    `find out, figure out, clarify, klaren, herausfinden, decide, see, discuss, think about, choose, investigate, evaluate, unclear, if, should, were, wenn, falls, si, se, one could, one might, man konnte, on pourrait,
    team*, department*, operations, colleagues, vendor, rejected, turned down, discarded, verworfen, abgelehnt, rejete*, ecarte*, rechazad*, descartad*, rejeitad*, scartat*, отклонено, odrzucone, відхилено, afgewezen, reddedildi, 却下, 不採用, 已否决, 否决, 已否決, 否決, 기각`,
  ],
];
