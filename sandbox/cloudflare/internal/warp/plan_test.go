package warp

import (
	"net/netip"
	"slices"
	"testing"

	"moco-infra/sandbox/cloudflare/internal/record"
)

func TestPlan(t *testing.T) {
	allow := func(precedence float64, traffic string) record.GatewayPolicyView {
		return record.GatewayPolicyView{Action: "allow", Enabled: true, Filters: []string{"l4"}, Precedence: precedence, Traffic: traffic}
	}
	block := func(precedence float64, traffic string) record.GatewayPolicyView {
		policy := allow(precedence, traffic)
		policy.Action = "block"
		return policy
	}
	off := block(1, "net.dst.ip in {10.50.0.0/24}")
	off.Enabled = false
	route := func(network string) []record.RouteView {
		return []record.RouteView{{Network: network, TunnelID: "tunnel"}}
	}
	node := netip.MustParseAddr("172.29.0.11")
	locations := record.Ranges{netip.MustParsePrefix("10.50.0.0/16"), netip.MustParsePrefix("10.51.0.0/16")}

	for _, test := range []struct {
		name     string
		routes   []record.RouteView
		policies []record.GatewayPolicyView
		live     bool
		want     []string
	}{
		{"routes what an operators' policy allows", route("10.50.0.0/24"), []record.GatewayPolicyView{
			allow(1, `net.dst.ip in {10.50.0.0/16 10.51.0.0/16} and net.dst.port == 22`), block(2, "net.dst.ip in {10.50.0.0/16}"),
		}, true, []string{"10.50.0.0/24"}},
		{"routes only the allowed part", route("10.50.0.0/24"), []record.GatewayPolicyView{allow(1, "net.dst.ip == 10.50.0.10")}, true, []string{"10.50.0.10/32"}},
		{"routes what no policy names", route("10.50.0.0/24"), []record.GatewayPolicyView{block(1, "net.dst.ip in {10.51.0.0/24}")}, true, []string{"10.50.0.0/24"}},
		{"routes nothing that is blocked first", route("10.50.0.0/24"), []record.GatewayPolicyView{
			block(1, ""), allow(2, "net.dst.ip in {10.50.0.0/24}"),
		}, true, nil},
		{"routes everything that a policy blocks which is off", route("10.50.0.0/24"), []record.GatewayPolicyView{off}, true, []string{"10.50.0.0/24"}},
		{"routes nothing without a connector", route("10.50.0.0/24"), []record.GatewayPolicyView{allow(1, "")}, false, nil},
		{"never leaves the locations' ranges", route("192.168.0.0/24"), []record.GatewayPolicyView{allow(1, "")}, true, nil},
		{"never takes more than a location's range", route("10.0.0.0/8"), []record.GatewayPolicyView{allow(1, "")}, true, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			view := &record.View{Routes: test.routes, GatewayPolicies: test.policies, GatewayProxy: true}
			var got []string
			for _, planned := range Plan(view, locations, func(string) (netip.Addr, bool) { return node, test.live }) {
				if planned.Via != node {
					t.Errorf("via %s", planned.Via)
				}
				got = append(got, planned.Network.String())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestPlanWithoutProxy(t *testing.T) {
	network := netip.MustParsePrefix("10.50.0.0/24")
	view := &record.View{
		Routes: []record.RouteView{{Network: network.String(), TunnelID: "tunnel"}},
		GatewayPolicies: []record.GatewayPolicyView{
			{Action: "block", Enabled: true, Filters: []string{"l4"}, Traffic: "net.dst.ip in {10.50.0.0/24}"},
		},
	}
	planned := Plan(view, record.Ranges{network}, func(string) (netip.Addr, bool) { return netip.Addr{}, true })
	if len(planned) != 1 || planned[0].Network != network {
		t.Errorf("policies decided although Gateway sees no connection: %v", planned)
	}
}

type fakeTable struct {
	own []Route
	log []string
}

func (f *fakeTable) Own() ([]Route, error) { return slices.Clone(f.own), nil }

func (f *fakeTable) Replace(route Route) error {
	f.own = append(f.own, route)
	f.log = append(f.log, "add "+route.Network.String()+" via "+route.Via.String())
	return nil
}

func (f *fakeTable) Remove(route Route) error {
	f.own = slices.DeleteFunc(f.own, func(other Route) bool { return other == route })
	f.log = append(f.log, "remove "+route.Network.String()+" via "+route.Via.String())
	return nil
}

func TestKeeper(t *testing.T) {
	network := netip.MustParsePrefix("10.50.0.0/24")
	first := Route{network, netip.MustParseAddr("172.29.0.11")}
	second := Route{network, netip.MustParseAddr("172.29.0.12")}
	wanted := []Route{first}
	table := &fakeTable{}
	keeper := &Keeper{Plan: func() []Route { return wanted }, Table: table}

	keeper.Reconcile()
	keeper.Reconcile()
	wanted = []Route{second}
	keeper.Reconcile()
	done := make(chan struct{})
	close(done)
	keeper.Run(done)
	keeper.Reconcile()

	want := []string{
		"add 10.50.0.0/24 via 172.29.0.11",
		"remove 10.50.0.0/24 via 172.29.0.11", "add 10.50.0.0/24 via 172.29.0.12",
		"remove 10.50.0.0/24 via 172.29.0.12",
	}
	if !slices.Equal(table.log, want) {
		t.Errorf("got %v, want %v", table.log, want)
	}
}
