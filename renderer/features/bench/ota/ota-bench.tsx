/** Packets of ETSI TS 102 225: composed, sent, taken apart. */
export function OtaBench() {
  return <div />;
}
