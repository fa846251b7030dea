package link

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/yamux"
)

// dialTimeout bounds one attempt to reach an edge.
const dialTimeout = 5 * time.Second

// ErrRefused is returned when the edge does not admit the connector.
var ErrRefused = errors.New("the edge refused this connector")

// Session is a connector's registered session with an edge.
type Session struct {
	session *yamux.Session
	control net.Conn
	decoder *json.Decoder
}

// Dial joins an edge. The first update is returned with the session.
func Dial(ctx context.Context, address string, hello Hello) (*Session, Update, error) {
	dialer := net.Dialer{Timeout: dialTimeout}
	connection, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, Update{}, err
	}
	session, err := yamux.Client(connection, sessionConfig())
	if err != nil {
		_ = connection.Close()
		return nil, Update{}, err
	}
	joined, first, err := register(session, hello)
	if err != nil {
		_ = session.Close()
		return nil, Update{}, err
	}
	return joined, first, nil
}

func register(session *yamux.Session, hello Hello) (*Session, Update, error) {
	control, err := session.Open()
	if err != nil {
		return nil, Update{}, err
	}
	if err := json.NewEncoder(control).Encode(hello); err != nil {
		return nil, Update{}, err
	}
	decoder := json.NewDecoder(control)
	var first Update
	_ = control.SetReadDeadline(time.Now().Add(dialTimeout))
	if err := decoder.Decode(&first); err != nil {
		return nil, Update{}, err
	}
	_ = control.SetReadDeadline(time.Time{})
	if first.Refused != "" {
		return nil, Update{}, fmt.Errorf("%w: %s", ErrRefused, first.Refused)
	}
	return &Session{session: session, control: control, decoder: decoder}, first, nil
}

// Serve answers the edge's requests and takes its updates until the session ends or the context is
// done; then it says goodbye, lets the requests under way finish, and leaves.
func (s *Session) Serve(ctx context.Context, handler http.Handler, onUpdate func(Update), grace time.Duration) error {
	defer s.session.Close()
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(newStreamListener(s.session)) }()
	ended := make(chan error, 1)
	go func() {
		for {
			var update Update
			if err := s.decoder.Decode(&update); err != nil {
				ended <- err
				return
			}
			onUpdate(update)
		}
	}()
	select {
	case err := <-ended:
		_ = server.Close()
		return err
	case <-ctx.Done():
	}
	_ = json.NewEncoder(s.control).Encode(Goodbye{Unregister: true})
	draining, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return server.Shutdown(draining)
}

// streamListener hands the session's streams to an HTTP server. Unlike the session's own listener,
// closing it leaves the session open, so that answers under way still get out.
type streamListener struct {
	session *yamux.Session
	streams chan net.Conn
	failed  chan error
	closed  chan struct{}
	once    sync.Once
}

func newStreamListener(session *yamux.Session) *streamListener {
	listener := &streamListener{
		session: session,
		streams: make(chan net.Conn),
		failed:  make(chan error, 1),
		closed:  make(chan struct{}),
	}
	go listener.pump()
	return listener
}

func (l *streamListener) pump() {
	for {
		stream, err := l.session.Accept()
		if err != nil {
			l.failed <- err
			return
		}
		select {
		case l.streams <- stream:
		case <-l.closed:
			_ = stream.Close()
		}
	}
}

func (l *streamListener) Accept() (net.Conn, error) {
	select {
	case stream := <-l.streams:
		return stream, nil
	case err := <-l.failed:
		return nil, err
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *streamListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *streamListener) Addr() net.Addr { return l.session.Addr() }
