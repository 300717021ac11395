/** Keys of cards in the custody of this station. */
export function CardKeySets() {
  return <div />;
}
