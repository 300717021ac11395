/** Authentication and its vectors, computed and explained. */
export function AkaBench() {
  return <div />;
}
