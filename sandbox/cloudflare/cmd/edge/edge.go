package main

import (
	"net/netip"

	"moco-infra/sandbox/cloudflare/internal/assertion"
	"moco-infra/sandbox/cloudflare/internal/link"
	"moco-infra/sandbox/cloudflare/internal/record"
	"moco-infra/sandbox/cloudflare/internal/warp"
)

// edge ties the record to the connectors: who may join, what they are told, where routes lead.
type edge struct {
	store     *record.Store
	locations record.Ranges
	signer    *assertion.Signer
	hub       *link.Hub
	keeper    *warp.Keeper
}

func newEdge(store *record.Store, signer *assertion.Signer, options options) *edge {
	e := &edge{store: store, locations: options.private, signer: signer, hub: link.NewHub()}
	e.keeper = &warp.Keeper{Plan: e.plan, Table: warp.Kernel{Locations: options.private}}
	reconcile := func() {
		if options.warp {
			go e.keeper.Reconcile()
		}
	}
	e.hub.Admit = e.admit
	e.hub.OnChange = reconcile
	store.Live = e.hub.Live
	pushed := store.View()
	store.OnChange(func(view *record.View) {
		for tunnel, config := range view.Configs {
			if config.Version != pushed.Configs[tunnel].Version {
				go e.hub.Push(tunnel, e.update(view, tunnel))
			}
		}
		pushed = view
		reconcile()
	})
	return e
}

// admit answers a connector's hello. Its words are Cloudflare's: nobody learns which part was wrong.
func (e *edge) admit(hello link.Hello) link.Update {
	view := e.store.View()
	tunnel, found := view.Tunnels[hello.TunnelID]
	if !found || tunnel.AccountID != hello.AccountTag || !record.HashMatches(tunnel.SecretHash, hello.TunnelSecret) {
		return link.Update{Refused: "Unauthorized: Invalid tunnel secret"}
	}
	return e.update(view, hello.TunnelID)
}

func (e *edge) update(view *record.View, tunnel string) link.Update {
	config := view.Configs[tunnel]
	return link.Update{Config: config.Config, Version: int(config.Version), Keys: e.signer.Keys()}
}

func (e *edge) plan() []warp.Route {
	return warp.Plan(e.store.View(), e.locations, func(tunnel string) (netip.Addr, bool) {
		connectors := e.hub.Connectors(tunnel)
		if len(connectors) == 0 {
			return netip.Addr{}, false
		}
		return connectors[0].Remote, true
	})
}

// connections is the list a tunnel object shows.
func (e *edge) connections(tunnel string) []any {
	list := []any{}
	for _, connector := range e.hub.Connectors(tunnel) {
		list = append(list, map[string]any{
			"id": connector.ID, "uuid": connector.ID, "clientId": connector.ID, "clientVersion": connector.Version,
			"coloName": "local", "originIp": connector.Remote.String(), "openedAt": connector.ConnectedAt,
		})
	}
	return list
}

// status is what is alive right now, for `sandbox status`.
func (e *edge) status() any {
	view := e.store.View()
	tunnels := []any{}
	for id, tunnel := range view.Tunnels {
		tunnels = append(tunnels, map[string]any{"id": id, "name": tunnel.Name, "connections": e.connections(id)})
	}
	routes := e.plan()
	if routes == nil {
		routes = []warp.Route{}
	}
	hostnames := []any{}
	for _, name := range view.DNS {
		tunnel, _ := view.TunnelOf(name.Name)
		hostnames = append(hostnames, map[string]any{"name": name.Name, "tunnelId": tunnel, "live": e.hub.Live(tunnel) > 0})
	}
	return map[string]any{"tunnels": tunnels, "privateRoutes": routes, "hostnames": hostnames}
}
