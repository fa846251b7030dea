package record

import "fmt"

// Refusal is an error of the API: a code and a text, as Cloudflare answers them.
type Refusal struct {
	Status  int    `json:"-"`
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s (%d)", r.Message, r.Code)
}

func refuse(code int, format string, values ...any) error {
	return &Refusal{Status: 400, Code: code, Message: fmt.Sprintf(format, values...)}
}

func conflict(code int, format string, values ...any) error {
	return &Refusal{Status: 409, Code: code, Message: fmt.Sprintf(format, values...)}
}

func notFound(kind, id string) error {
	return &Refusal{Status: 404, Code: 1003, Message: fmt.Sprintf("%s %s not found", kind, id)}
}

func notRouted(path string) error {
	return &Refusal{
		Status: 400, Code: 7003,
		Message: fmt.Sprintf("Could not route to %s, perhaps your object identifier is invalid?", path),
	}
}

func unknownKind(kind string) error {
	return &Refusal{Status: 404, Code: 7000, Message: fmt.Sprintf("No route for objects of kind %q", kind)}
}
