package warp

import (
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Table is the machine's routing table, as far as this package uses it. Only routes that it added
// itself are ever listed or removed.
type Table interface {
	Own() ([]Route, error)
	Replace(Route) error
	Remove(Route) error
}

// Keeper brings the table to the plan, at every change and every few seconds: a route goes away by
// itself with the interface that it leads through.
type Keeper struct {
	Plan  func() []Route
	Table Table

	mutex   sync.Mutex
	stopped bool
}

// interval between two looks at the table.
const interval = 2 * time.Second

// Run keeps the table until the channel closes, then removes every route of ours.
func (k *Keeper) Run(done <-chan struct{}) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		k.Reconcile()
		select {
		case <-ticker.C:
		case <-done:
			k.bring(nil, true)
			return
		}
	}
}

// Reconcile brings the table to the plan once.
func (k *Keeper) Reconcile() {
	k.bring(k.Plan(), false)
}

func (k *Keeper) bring(wanted []Route, last bool) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.stopped {
		return
	}
	k.stopped = last
	present, err := k.Table.Own()
	if err != nil {
		slog.Error("routing table could not be read", "error", err)
		return
	}
	for _, route := range present {
		if !slices.Contains(wanted, route) {
			logged("route removed", route, k.Table.Remove(route))
		}
	}
	for _, route := range wanted {
		if !slices.Contains(present, route) {
			logged("route added", route, k.Table.Replace(route))
		}
	}
}

func logged(action string, route Route, err error) {
	if err != nil {
		slog.Warn("not done: "+action, "network", route.Network, "via", route.Via, "error", err)
		return
	}
	slog.Info(action, "network", route.Network, "via", route.Via)
}
