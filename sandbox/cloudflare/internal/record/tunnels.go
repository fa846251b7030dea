package record

import (
	"encoding/base64"
	"net/netip"

	"moco-infra/sandbox/cloudflare/internal/ingress"
)

// defaultVirtualNetwork is the one every account starts with.
const defaultVirtualNetwork = "00000000-0000-4000-8000-000000000001"

func applyTunnel(c *change) error {
	name := c.properties.text("name")
	if name == "" {
		return refuse(1002, "tunnel name is required")
	}
	for other := range c.others() {
		if other.Properties.text("name") == name {
			return conflict(1013, "You already have a tunnel with this name: %s", name)
		}
	}
	if secret := c.properties.text("tunnelSecret"); secret != "" {
		data, err := base64.StdEncoding.DecodeString(secret)
		if err != nil || len(data) < 32 {
			return refuse(1004, "tunnel_secret must be base64 of at least 32 bytes")
		}
		c.object.SecretHash = Hash(secret)
	} else if c.isNew() {
		// Cloudflare makes one; nobody here is ever shown it, so no connector can join such a tunnel.
		c.object.SecretHash = Hash(randomHex(32))
	}
	delete(c.properties, "tunnelSecret")
	c.assignID()
	c.properties.setDefault("configSrc", "local")
	c.properties["accountTag"] = c.properties.text("accountId")
	c.properties["remoteConfig"] = c.properties.text("configSrc") == "cloudflare"
	c.properties["tunType"] = "cfd_tunnel"
	c.properties["metadata"] = "{}"
	c.keepOr("createdAt", now)
	return nil
}

func tunnelMayGo(store *Store, id string) error {
	if store.Live(id) > 0 {
		return refuse(1022, "This operation is not allowed: the tunnel has active connections. Stop its connectors first.")
	}
	return nil
}

func applyTunnelConfig(c *change) error {
	tunnel := c.properties.text("tunnelId")
	if !c.exists(Tunnel, tunnel) {
		return notFound(Tunnel, tunnel)
	}
	var config ingress.Config
	if err := c.properties.read("config", &config); err != nil {
		return refuse(1056, "Bad Configuration: %v", err)
	}
	if err := config.Check(); err != nil {
		return refuse(1056, "Bad Configuration: %v", err)
	}
	c.object.ID = tunnel
	// Counted from 1; a tunnel that has no configuration yet is at 0.
	c.properties["version"] = c.store.objects[TunnelConfig][tunnel].Properties.number("version") + 1
	c.properties.setDefault("source", "cloudflare")
	c.keepOr("createdAt", now)
	return nil
}

func applyTunnelRoute(c *change) error {
	tunnel := c.properties.text("tunnelId")
	if !c.exists(Tunnel, tunnel) {
		return notFound(Tunnel, tunnel)
	}
	network, err := netip.ParsePrefix(c.properties.text("network"))
	if err != nil || network.Masked() != network {
		return refuse(1015, "network %q is not a valid CIDR", c.properties.text("network"))
	}
	if !c.store.account.Private.Hold(network) {
		return refuse(1015, "network %s is outside %s, the only ranges this stand-in routes", network, &c.store.account.Private)
	}
	c.properties.setDefault("virtualNetworkId", defaultVirtualNetwork)
	virtualNetwork := c.properties.text("virtualNetworkId")
	if virtualNetwork != defaultVirtualNetwork && !c.exists(VirtualNetwork, virtualNetwork) {
		return notFound(VirtualNetwork, virtualNetwork)
	}
	for other := range c.others() {
		taken, err := netip.ParsePrefix(other.Properties.text("network"))
		if err == nil && taken.Overlaps(network) && other.Properties.text("virtualNetworkId") == virtualNetwork {
			return conflict(1014, "You already have a route defined for this IP subnet: %s overlaps %s", network, taken)
		}
	}
	c.assignID()
	c.properties.setDefault("comment", "")
	c.keepOr("createdAt", now)
	return nil
}

func applyVirtualNetwork(c *change) error {
	name := c.properties.text("name")
	for other := range c.others() {
		if other.Properties.text("name") == name {
			return conflict(1025, "You already have a virtual network with this name: %s", name)
		}
	}
	c.assignID()
	c.properties.setDefault("comment", "")
	c.properties.setDefault("isDefaultNetwork", false)
	c.keepOr("createdAt", now)
	return nil
}
