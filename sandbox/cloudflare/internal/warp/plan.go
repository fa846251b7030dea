// Package warp gives this machine the private routes that an operator's WARP client would have.
package warp

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// Route leads a network through the machine that a connector runs on.
type Route struct {
	Network netip.Prefix `json:"network"`
	Via     netip.Addr   `json:"via"`
}

// Plan is what should be routed now: of each private route what no network policy blocks, while the
// route's tunnel has a live connector. `locations` keep out what an older record may
// name, `via` gives a live connector's address.
func Plan(view *record.View, locations record.Ranges, via func(tunnelID string) (netip.Addr, bool)) []Route {
	var routes []Route
	for _, private := range view.Routes {
		network, err := netip.ParsePrefix(private.Network)
		if err != nil || !locations.Hold(network) {
			continue
		}
		address, live := via(private.TunnelID)
		if !live {
			continue
		}
		for _, allowed := range allowedParts(view, network) {
			routes = append(routes, Route{Network: allowed, Via: address})
		}
	}
	return routes
}

// allowedParts are the parts of a network whose first applicable policy, by precedence, allows. All
// of it is open where no policy names it, or where Gateway's proxy is off and none decides.
func allowedParts(view *record.View, network netip.Prefix) []netip.Prefix {
	policies := view.GatewayPolicies
	if !view.GatewayProxy || firstAction(policies, network) == "" {
		return []netip.Prefix{network}
	}
	var parts []netip.Prefix
	for _, policy := range policies {
		if !inForce(policy) || policy.Action != "allow" {
			continue
		}
		for _, destination := range destinations(policy.Traffic) {
			part, overlaps := intersection(network, destination)
			if overlaps && firstAction(policies, part) == "allow" && !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

func inForce(policy record.GatewayPolicyView) bool {
	return policy.Enabled && slices.Contains(policy.Filters, "l4")
}

func firstAction(policies []record.GatewayPolicyView, part netip.Prefix) string {
	for _, policy := range policies {
		if inForce(policy) && slices.ContainsFunc(destinations(policy.Traffic), part.Overlaps) {
			return policy.Action
		}
	}
	return ""
}

// intersection of two prefixes is the longer one, where they overlap at all.
func intersection(a, b netip.Prefix) (netip.Prefix, bool) {
	if !a.Overlaps(b) {
		return netip.Prefix{}, false
	}
	if a.Bits() >= b.Bits() {
		return a, true
	}
	return b, true
}

var (
	destinationClause = regexp.MustCompile(`net\.dst\.ip\s*(?:in\s*\{([^}]*)\}|==\s*(\S+))`)
	everything        = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}
)

// destinations reads the addresses out of a traffic expression. Ports and protocols are not looked
// at: a route cannot tell them apart. An empty expression matches everything.
func destinations(traffic string) []netip.Prefix {
	if strings.TrimSpace(traffic) == "" {
		return everything
	}
	var found []netip.Prefix
	for _, clause := range destinationClause.FindAllStringSubmatch(traffic, -1) {
		for _, text := range strings.Fields(clause[1] + " " + clause[2]) {
			if prefix, err := netip.ParsePrefix(text); err == nil {
				found = append(found, prefix)
			} else if address, err := netip.ParseAddr(text); err == nil {
				found = append(found, netip.PrefixFrom(address, address.BitLen()))
			}
		}
	}
	return found
}
