/** What is on a card besides files: security domains, applications, packages, key sets. */
export function GlobalPlatformBench() {
  return <div />;
}
