// Package api serves the record, in Cloudflare's envelope of success, errors and result: to the stand-in
// for the provider as objects by kind and id, to everybody else under Cloudflare's own paths.
package api

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/record"
	"moco-infra/sandbox/cloudflare/internal/v4"
)

// Prefix is where the real API begins too.
const Prefix = "/client/v4"

// API is the HTTP interface of the record.
type API struct {
	Record *record.Store
	Token  string
	// Connections are what a tunnel object shows under that name.
	Connections func(tunnelID string) []any
	// Team is the account's name at cloudflareaccess.com.
	Team string
	// Status is what `GET /status` answers: what is alive right now.
	Status func() any
}

type envelope struct {
	Success bool              `json:"success"`
	Errors  []*record.Refusal `json:"errors"`
	Result  any               `json:"result"`
}

// result is one object as shown to the caller, with secrets that are shown this once.
type result struct {
	ID         string            `json:"id"`
	Properties record.Properties `json:"properties"`
	Secrets    record.Properties `json:"secrets,omitempty"`
}

// Handler checks the bearer token and routes.
func (a *API) Handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET "+Prefix+"/objects/{kind}", func(writer http.ResponseWriter, request *http.Request) {
		list := []result{}
		for _, object := range a.Record.List(request.PathValue("kind")) {
			list = append(list, a.shown(request.PathValue("kind"), object, nil))
		}
		succeed(writer, http.StatusOK, list)
	})
	routes.HandleFunc("POST "+Prefix+"/objects/{kind}", func(writer http.ResponseWriter, request *http.Request) {
		a.write(writer, request, func(kind string, inputs record.Properties) (record.Object, record.Properties, error) {
			return a.Record.Create(kind, inputs)
		})
	})
	routes.HandleFunc("PUT "+Prefix+"/objects/{kind}/{id}", func(writer http.ResponseWriter, request *http.Request) {
		a.write(writer, request, func(kind string, inputs record.Properties) (record.Object, record.Properties, error) {
			return a.Record.Update(kind, request.PathValue("id"), inputs)
		})
	})
	routes.HandleFunc("GET "+Prefix+"/objects/{kind}/{id}", func(writer http.ResponseWriter, request *http.Request) {
		kind := request.PathValue("kind")
		object, err := a.Record.Get(kind, request.PathValue("id"))
		if err != nil {
			fail(writer, err)
			return
		}
		succeed(writer, http.StatusOK, a.shown(kind, object, nil))
	})
	routes.HandleFunc("DELETE "+Prefix+"/objects/{kind}/{id}", func(writer http.ResponseWriter, request *http.Request) {
		kind, id := request.PathValue("kind"), request.PathValue("id")
		if err := a.Record.Delete(kind, id); err != nil {
			fail(writer, err)
			return
		}
		slog.Info("deleted", "kind", kind, "id", id)
		succeed(writer, http.StatusOK, result{ID: id})
	})
	routes.HandleFunc("GET /status", func(writer http.ResponseWriter, _ *http.Request) {
		succeed(writer, http.StatusOK, a.Status())
	})
	own := v4.API{Record: a.Record, Connections: a.Connections, Team: a.Team, Succeed: succeed, Fail: fail}
	own.Register(routes, Prefix)
	guarded := a.guard(routes)
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/health" {
			_, _ = writer.Write([]byte("ok\n"))
			return
		}
		guarded.ServeHTTP(writer, request)
	})
}

func (a *API) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		token, isBearer := strings.CutPrefix(request.Header.Get("Authorization"), "Bearer ")
		if !isBearer || subtle.ConstantTimeCompare([]byte(token), []byte(a.Token)) != 1 {
			fail(writer, &record.Refusal{Status: http.StatusForbidden, Code: 10000, Message: "Authentication error"})
			return
		}
		next.ServeHTTP(writer, request)
	})
}

type writeObject = func(kind string, inputs record.Properties) (record.Object, record.Properties, error)

func (a *API) write(writer http.ResponseWriter, request *http.Request, write writeObject) {
	var inputs record.Properties
	if err := json.NewDecoder(request.Body).Decode(&inputs); err != nil || inputs == nil {
		fail(writer, &record.Refusal{Status: http.StatusBadRequest, Code: 6007, Message: "Malformed JSON in request body"})
		return
	}
	kind := request.PathValue("kind")
	object, shownOnce, err := write(kind, inputs)
	if err != nil {
		fail(writer, err)
		return
	}
	slog.Info("written", "kind", kind, "id", object.ID)
	succeed(writer, http.StatusOK, a.shown(kind, object, shownOnce))
}

func (a *API) shown(kind string, object record.Object, shownOnce record.Properties) result {
	shown := result{ID: object.ID, Properties: object.Properties, Secrets: shownOnce}
	if kind != record.Tunnel {
		return shown
	}
	connections := a.Connections(object.ID)
	properties := record.Properties{"connections": connections, "status": "inactive"}
	if len(connections) > 0 {
		properties["status"] = "healthy"
	}
	for name, value := range object.Properties {
		properties[name] = value
	}
	shown.Properties = properties
	return shown
}

func succeed(writer http.ResponseWriter, status int, result any) {
	answer(writer, status, envelope{Success: true, Errors: []*record.Refusal{}, Result: result})
}

func fail(writer http.ResponseWriter, err error) {
	var refusal *record.Refusal
	if !errors.As(err, &refusal) {
		slog.Error("request failed", "error", err)
		refusal = &record.Refusal{Status: http.StatusInternalServerError, Code: 10001, Message: err.Error()}
	}
	answer(writer, refusal.Status, envelope{Errors: []*record.Refusal{refusal}})
}

func answer(writer http.ResponseWriter, status int, body envelope) {
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(status)
	_ = json.NewEncoder(writer).Encode(body)
}
