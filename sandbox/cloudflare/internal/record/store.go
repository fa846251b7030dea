// Package record keeps what an account has set up at Cloudflare: typed objects in one JSON file.
package record

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Properties are an object's values under the names that the Pulumi SDK gives them.
type Properties map[string]any

// Object is one entry of the record.
type Object struct {
	ID         string     `json:"id"`
	Properties Properties `json:"properties"`
	// SecretHash stands for the one secret an object has; the secret itself is never kept.
	SecretHash string `json:"secretHash,omitempty"`
	// PreviousSecretHash is that of the secret before, which may be valid for a while.
	PreviousSecretHash string `json:"previousSecretHash,omitempty"`
}

// Account is what the record belongs to.
type Account struct {
	ID string
	// Team is its name at cloudflareaccess.com.
	Team string
	// Zones maps a zone's id to its name.
	Zones   map[string]string
	Private Ranges
}

// Store is the record. All of its methods may be called at the same time.
type Store struct {
	account Account
	path    string
	// Live tells how many connectors a tunnel has; deletion depends on it.
	Live func(tunnelID string) int

	mutex    sync.RWMutex
	objects  map[string]map[string]Object
	view     *View
	onChange []func(*View)
}

// Open reads the record from a file; without one the account is new.
func Open(path string, account Account) (*Store, error) {
	store := &Store{
		account: account,
		path:    path,
		objects: map[string]map[string]Object{},
		Live:    func(string) int { return 0 },
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &store.objects)
	} else if errors.Is(err, os.ErrNotExist) {
		store.furnish()
		err = nil
	}
	if err != nil {
		return nil, err
	}
	store.view, err = newView(store.objects)
	return store, err
}

// OnChange adds a listener that is called after every change, one change at a time.
func (s *Store) OnChange(listener func(*View)) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.onChange = append(s.onChange, listener)
}

// View is the record as typed values; it never changes once handed out.
func (s *Store) View() *View {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.view
}

// ZoneName is the name of one of the account's zones.
func (s *Store) ZoneName(id string) (name string, found bool) {
	name, found = s.account.Zones[id]
	return name, found
}

// List returns the objects of a kind, by id.
func (s *Store) List(kind string) []Object {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	ids := slices.Sorted(maps.Keys(s.objects[kind]))
	objects := make([]Object, 0, len(ids))
	for _, id := range ids {
		objects = append(objects, s.objects[kind][id])
	}
	return objects
}

// Get returns one object.
func (s *Store) Get(kind, id string) (Object, error) {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	object, found := s.objects[kind][id]
	if !found {
		return Object{}, notFound(kind, id)
	}
	return object, nil
}

// Create checks the inputs, adds what Cloudflare computes and keeps the object. The second result
// holds secrets that are shown this once only.
func (s *Store) Create(kind string, inputs Properties) (Object, Properties, error) {
	return s.put(kind, "", inputs)
}

// Update replaces an object's inputs.
func (s *Store) Update(kind, id string, inputs Properties) (Object, Properties, error) {
	if _, err := s.Get(kind, id); err != nil {
		return Object{}, nil, err
	}
	return s.put(kind, id, inputs)
}

func (s *Store) put(kind, id string, inputs Properties) (Object, Properties, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	rules, known := kinds[kind]
	if !known {
		return Object{}, nil, unknownKind(kind)
	}
	if err := s.checkOwner(inputs); err != nil {
		return Object{}, nil, err
	}
	change := &change{store: s, kind: kind, previous: s.objects[kind][id], properties: maps.Clone(inputs)}
	change.object.ID = id
	change.object.SecretHash = change.previous.SecretHash
	if err := rules.apply(change); err != nil {
		return Object{}, nil, err
	}
	change.object.Properties = change.properties
	if s.objects[kind] == nil {
		s.objects[kind] = map[string]Object{}
	}
	s.objects[kind][change.object.ID] = change.object
	return change.object, change.shownOnce, s.commit()
}

// Delete removes an object, unless something still depends on it.
func (s *Store) Delete(kind, id string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	rules, known := kinds[kind]
	if !known {
		return unknownKind(kind)
	}
	if _, found := s.objects[kind][id]; !found {
		return notFound(kind, id)
	}
	if rules.mayDelete != nil {
		if err := rules.mayDelete(s, id); err != nil {
			return err
		}
	}
	delete(s.objects[kind], id)
	if rules.afterDelete != nil {
		s.objects[kind][id] = Object{ID: id, Properties: rules.afterDelete(id)}
	}
	if kind == Tunnel {
		delete(s.objects[TunnelConfig], id)
	}
	return s.commit()
}

// commit writes the record beside the old one and swaps them, so that a crash leaves one of the two.
func (s *Store) commit() error {
	view, err := newView(s.objects)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(s.objects, "", "  ")
	if err != nil {
		return err
	}
	next := s.path + ".next"
	if err := os.WriteFile(next, append(data, '\n'), 0o600); err != nil {
		return err
	}
	if err := os.Rename(next, s.path); err != nil {
		return err
	}
	GiveToOwner(s.path)
	s.view = view
	for _, listener := range s.onChange {
		listener(view)
	}
	return nil
}

func (s *Store) checkOwner(inputs Properties) error {
	account := inputs.text("accountId")
	if account != "" && s.account.ID != "" && account != s.account.ID {
		return notRouted("/accounts/" + account)
	}
	zone := inputs.text("zoneId")
	if zone != "" && s.account.Zones[zone] == "" {
		return notRouted("/zones/" + zone)
	}
	return nil
}

// GiveToOwner hands a file to the owner of its folder: in a container the edge is root, and the
// operator who owns the folder must be able to read and remove what it leaves there.
func GiveToOwner(path string) {
	if os.Geteuid() != 0 {
		return
	}
	if uid, gid, ok := ownerOf(filepath.Dir(path)); ok {
		_ = os.Chown(path, uid, gid)
	}
}
