// Package ext is the extension point of Traefik's configuration, a module of its own beside Traefik's that
// no proxy has: two types without fields.
package ext

// HTTP extends the configuration of HTTP by nothing.
type HTTP struct{}

// Router extends the configuration of a router by nothing.
type Router struct{}
