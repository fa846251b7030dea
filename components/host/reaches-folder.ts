/**
 * Folder on a guest with one nftables file for each service that needs something on another guest; the guest's
 * own firewall reads them all.
 */
export const reachesFolder = "/etc/moco/reaches";
