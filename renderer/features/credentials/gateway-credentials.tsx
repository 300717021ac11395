/** Keys that were derived for gateways. */
export function GatewayCredentials() {
  return <div />;
}
