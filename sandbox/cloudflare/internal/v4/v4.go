// Package v4 serves the record under the paths and in the shapes of Cloudflare's own API, for programs
// that know nothing of the stand-in: the real provider plugin, and curl.
package v4

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// API is the record behind Cloudflare's paths.
type API struct {
	Record *record.Store
	// Connections are what a tunnel object shows under that name.
	Connections func(tunnelID string) []any
	// Team is the account's name at cloudflareaccess.com.
	Team string
	// Succeed and Fail write Cloudflare's envelope.
	Succeed func(http.ResponseWriter, int, any)
	Fail    func(http.ResponseWriter, error)
}

// Register adds all routes below a prefix.
func (a *API) Register(routes *http.ServeMux, prefix string) {
	for _, place := range collections {
		a.registerCollection(routes, prefix, place)
	}
	for _, place := range singles {
		a.registerSingle(routes, prefix, place)
	}
	routes.HandleFunc("GET "+prefix+"/user/tokens/verify", func(writer http.ResponseWriter, _ *http.Request) {
		a.Succeed(writer, http.StatusOK, map[string]any{"id": "stand-in", "status": "active"})
	})
	routes.HandleFunc("GET "+prefix+"/zones/{id}", a.zone)
}

func (a *API) registerCollection(routes *http.ServeMux, prefix string, place collection) {
	object := prefix + place.path + "/{id}"
	routes.HandleFunc("GET "+prefix+place.path, func(writer http.ResponseWriter, request *http.Request) {
		a.list(writer, request, place)
	})
	routes.HandleFunc("POST "+prefix+place.path, a.handle(func(request *http.Request) (any, error) {
		inputs, err := a.inputs(request, place.owner)
		if err != nil {
			return nil, err
		}
		created, shownOnce, err := a.Record.Create(place.kind, inputs)
		if err != nil {
			return nil, err
		}
		return a.answer(place.kind, created, shownOnce), nil
	}))
	routes.HandleFunc("GET "+object, a.handle(func(request *http.Request) (any, error) {
		found, err := a.Record.Get(place.kind, request.PathValue("id"))
		if err != nil {
			return nil, err
		}
		return a.answer(place.kind, found, nil), nil
	}))
	for _, method := range []string{"PUT ", "PATCH "} {
		routes.HandleFunc(method+object, a.handle(func(request *http.Request) (any, error) {
			return a.update(request, place.kind, place.owner, request.PathValue("id"))
		}))
	}
	routes.HandleFunc("DELETE "+object, a.handle(func(request *http.Request) (any, error) {
		id := request.PathValue("id")
		return map[string]any{"id": id}, a.Record.Delete(place.kind, id)
	}))
}

func (a *API) registerSingle(routes *http.ServeMux, prefix string, place single) {
	key := func(request *http.Request) string {
		if place.id == "" {
			return request.PathValue("owner")
		}
		return request.PathValue("id")
	}
	routes.HandleFunc("GET "+prefix+place.path, a.handle(func(request *http.Request) (any, error) {
		found, err := a.Record.Get(place.kind, key(request))
		if err != nil {
			// It is there all the same: as Cloudflare made it.
			found = record.Object{ID: key(request)}
		}
		return a.answer(place.kind, found, nil), nil
	}))
	for _, method := range []string{"PUT ", "PATCH "} {
		routes.HandleFunc(method+prefix+place.path, a.handle(func(request *http.Request) (any, error) {
			if _, err := a.Record.Get(place.kind, key(request)); err == nil {
				return a.update(request, place.kind, place.owner, key(request))
			}
			inputs, err := a.inputs(request, place.owner)
			if err != nil {
				return nil, err
			}
			if place.id != "" {
				inputs[place.id] = key(request)
			}
			created, _, err := a.Record.Create(place.kind, inputs)
			if err != nil {
				return nil, err
			}
			return a.answer(place.kind, created, nil), nil
		}))
	}
	routes.HandleFunc("DELETE "+prefix+place.path, a.handle(func(request *http.Request) (any, error) {
		return nil, a.Record.Delete(place.kind, key(request))
	}))
}

// update replaces an object by what was sent (PUT) or changes only that (PATCH). What names it stays.
func (a *API) update(request *http.Request, kind, owner, id string) (any, error) {
	before, err := a.Record.Get(kind, id)
	if err != nil {
		return nil, err
	}
	inputs, err := a.inputs(request, owner)
	if err != nil {
		return nil, err
	}
	kept := []string{"tunnelId", "settingId", "configSrc"}
	for name, value := range before.Properties {
		_, sent := inputs[name]
		// What a PATCH of the profile leaves out the record keeps itself: its lists exclude each other.
		merged := request.Method == http.MethodPatch && kind != record.DeviceProfile
		if !sent && (merged || slices.Contains(kept, name)) {
			inputs[name] = value
		}
	}
	// Device settings alone are refused with a null.
	maps.DeleteFunc(inputs, func(_ string, value any) bool { return value == nil && kind != record.DeviceSettings })
	updated, shownOnce, err := a.Record.Update(kind, id, inputs)
	if err != nil {
		return nil, err
	}
	return a.answer(kind, updated, shownOnce), nil
}

// inputs are the request's body and the owner of its path, by the record's names.
func (a *API) inputs(request *http.Request, owner string) (record.Properties, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	if err := json.Unmarshal(body, &object); err != nil || object == nil {
		return nil, &record.Refusal{Status: http.StatusBadRequest, Code: 6007, Message: "Malformed JSON in request body"}
	}
	inputs := fromWire(object)
	inputs[owner] = request.PathValue("owner")
	return inputs, nil
}

// list answers in one page; a name in the query is looked for as it is.
func (a *API) list(writer http.ResponseWriter, request *http.Request, place collection) {
	owner, name := request.PathValue("owner"), request.URL.Query().Get("name")
	found := []any{}
	for _, object := range a.Record.List(place.kind) {
		if object.Properties[place.owner] != owner || (name != "" && object.Properties["name"] != name) {
			continue
		}
		found = append(found, a.answer(place.kind, object, nil))
	}
	a.Succeed(writer, http.StatusOK, found)
}

// zone tells a zone's name, by which a program sees that it was given the right one.
func (a *API) zone(writer http.ResponseWriter, request *http.Request) {
	id := request.PathValue("id")
	name, found := a.Record.ZoneName(id)
	if !found {
		a.Fail(writer, &record.Refusal{Status: http.StatusNotFound, Code: 1001, Message: "Invalid zone identifier"})
		return
	}
	a.Succeed(writer, http.StatusOK, map[string]any{"id": id, "name": name, "status": "active"})
}

func (a *API) handle(run func(*http.Request) (any, error)) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		result, err := run(request)
		if err != nil {
			a.Fail(writer, err)
			return
		}
		a.Succeed(writer, http.StatusOK, result)
	}
}
