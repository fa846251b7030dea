/** What other services may connect to: a port of a container, reachable for those alone that say they need it. */
export interface EndpointSpec {
  readonly container: string;
  /** Port that the container listens on, 1-65535. */
  readonly port: number;
  /**
   * Port on the guest's address for needing services on other guests; unique on the guest.
   * @default one from 20000 to 29999 that follows from the names of service and endpoint
   */
  readonly publishedPort?: number;
}
