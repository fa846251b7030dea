package warp

import (
	"fmt"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// protocol marks our routes in the kernel's table (`ip route show proto 186`), so that no other route
// is ever touched, not even after a crash.
const protocol = 186

// Kernel is this machine's main routing table.
type Kernel struct {
	// Locations hold every network that is ever routed.
	Locations record.Ranges
}

// Own lists the routes that carry our mark.
func (Kernel) Own() ([]Route, error) {
	listed, err := netlink.RouteListFiltered(netlink.FAMILY_V4,
		&netlink.Route{Protocol: protocol, Table: unix.RT_TABLE_MAIN}, netlink.RT_FILTER_PROTOCOL|netlink.RT_FILTER_TABLE)
	if err != nil {
		return nil, err
	}
	var routes []Route
	for _, route := range listed {
		network, validNetwork := prefixOf(route.Dst)
		via, validVia := netip.AddrFromSlice(route.Gw.To4())
		if validNetwork && validVia {
			routes = append(routes, Route{Network: network, Via: via})
		}
	}
	return routes, nil
}

// Replace adds a route, or changes where it leads.
func (k Kernel) Replace(route Route) error {
	if !k.Locations.Hold(route.Network) {
		return fmt.Errorf("%s is outside the locations' ranges", route.Network)
	}
	return netlink.RouteReplace(kernelRoute(route))
}

// Remove takes a route away.
func (Kernel) Remove(route Route) error {
	return netlink.RouteDel(kernelRoute(route))
}

func kernelRoute(route Route) *netlink.Route {
	return &netlink.Route{
		Dst: &net.IPNet{
			IP:   route.Network.Addr().AsSlice(),
			Mask: net.CIDRMask(route.Network.Bits(), route.Network.Addr().BitLen()),
		},
		Gw:       route.Via.AsSlice(),
		Protocol: protocol,
		Table:    unix.RT_TABLE_MAIN,
	}
}

func prefixOf(network *net.IPNet) (netip.Prefix, bool) {
	if network == nil {
		return netip.Prefix{}, false
	}
	address, valid := netip.AddrFromSlice(network.IP.To4())
	bits, _ := network.Mask.Size()
	return netip.PrefixFrom(address, bits), valid
}
