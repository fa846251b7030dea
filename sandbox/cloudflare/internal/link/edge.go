package link

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/yamux"
)

// helloTimeout bounds how long a stranger may hold a session open without saying who it is.
const helloTimeout = 5 * time.Second

// Connector is one live connector, seen from the edge.
type Connector struct {
	ID          string
	TunnelID    string
	Version     string
	Remote      netip.Addr
	ConnectedAt time.Time

	session *yamux.Session
	mutex   sync.Mutex
	encoder *json.Encoder
}

// OpenStream opens a connection on which one HTTP request can be made.
func (c *Connector) OpenStream() (net.Conn, error) {
	return c.session.Open()
}

func (c *Connector) send(update Update) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.encoder.Encode(update)
}

// Hub keeps the connectors of all tunnels.
type Hub struct {
	// Admit answers a hello: a first update, or one that says why not.
	Admit func(Hello) Update
	// OnChange is called when a connector comes or goes.
	OnChange func()

	mutex      sync.Mutex
	connectors map[string][]*Connector
	turn       map[string]int
}

// NewHub makes a hub without connectors.
func NewHub() *Hub {
	return &Hub{connectors: map[string][]*Connector{}, turn: map[string]int{}, OnChange: func() {}}
}

// Serve accepts connectors until the listener closes.
func (h *Hub) Serve(listener net.Listener) error {
	for {
		connection, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		go h.serveConnector(connection)
	}
}

func (h *Hub) serveConnector(connection net.Conn) {
	defer connection.Close()
	session, err := yamux.Server(connection, sessionConfig())
	if err != nil {
		return
	}
	defer session.Close()
	// A stranger that never opens the first stream is cut off.
	stranger := time.AfterFunc(helloTimeout, func() { _ = session.Close() })
	control, err := session.Accept()
	if err != nil {
		return
	}
	decoder := json.NewDecoder(control)
	var hello Hello
	if err := decoder.Decode(&hello); err != nil || !stranger.Stop() {
		return
	}
	remote, _ := netip.ParseAddrPort(connection.RemoteAddr().String())
	connector := &Connector{
		ID: hello.ConnectorID, TunnelID: hello.TunnelID, Version: hello.Version,
		Remote: remote.Addr().Unmap(), ConnectedAt: time.Now().UTC(),
		session: session, encoder: json.NewEncoder(control),
	}
	if update := h.Admit(hello); update.Refused != "" {
		slog.Warn("connector refused", "tunnel", hello.TunnelID, "remote", connector.Remote, "why", update.Refused)
		_ = connector.send(update)
		// The connector closes; closing here first could cut its reason off.
		var ignored Goodbye
		_ = control.SetReadDeadline(time.Now().Add(helloTimeout))
		_ = decoder.Decode(&ignored)
		return
	}
	// Counted before it gets its configuration, so that no change can fall between the two; a change
	// that overtakes is told by its version.
	h.add(connector)
	defer h.remove(connector)
	if err := connector.send(h.Admit(hello)); err != nil {
		return
	}
	slog.Info("connector registered", "tunnel", connector.TunnelID, "connector", connector.ID, "remote", connector.Remote)
	h.OnChange()
	var goodbye Goodbye
	if err := decoder.Decode(&goodbye); err == nil && goodbye.Unregister {
		slog.Info("connector unregistered", "tunnel", connector.TunnelID, "connector", connector.ID)
		h.remove(connector)
		h.OnChange()
		// Requests that are under way finish; the connector ends the session.
		<-session.CloseChan()
		return
	}
	slog.Warn("connector lost", "tunnel", connector.TunnelID, "connector", connector.ID)
	h.remove(connector)
	h.OnChange()
}

func (h *Hub) add(connector *Connector) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.connectors[connector.TunnelID] = append(h.connectors[connector.TunnelID], connector)
}

func (h *Hub) remove(connector *Connector) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.connectors[connector.TunnelID] = slices.DeleteFunc(h.connectors[connector.TunnelID], func(other *Connector) bool {
		return other == connector
	})
}

// Connectors are a tunnel's live connectors, in the order they joined.
func (h *Hub) Connectors(tunnelID string) []*Connector {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return slices.Clone(h.connectors[tunnelID])
}

// Turn are a tunnel's live connectors, beginning with another one each time.
func (h *Hub) Turn(tunnelID string) []*Connector {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	connectors := h.connectors[tunnelID]
	if len(connectors) == 0 {
		return nil
	}
	first := h.turn[tunnelID] % len(connectors)
	h.turn[tunnelID]++
	return slices.Concat(connectors[first:], connectors[:first])
}

// Live is how many connectors a tunnel has.
func (h *Hub) Live(tunnelID string) int {
	return len(h.Connectors(tunnelID))
}

// Push sends an update to all connectors of a tunnel.
func (h *Hub) Push(tunnelID string, update Update) {
	for _, connector := range h.Connectors(tunnelID) {
		if err := connector.send(update); err != nil {
			slog.Warn("connector did not take the new configuration", "connector", connector.ID, "error", err)
		}
	}
}
