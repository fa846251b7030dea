package v4

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"moco-infra/sandbox/cloudflare/internal/record"
)

func open(t *testing.T) *httptest.Server {
	t.Helper()
	store, err := record.Open(filepath.Join(t.TempDir(), "record.json"),
		record.Account{ID: "account", Zones: map[string]string{"zone": "example.test"}})
	if err != nil {
		t.Fatal(err)
	}
	routes := http.NewServeMux()
	api := API{
		Record: store, Team: "moco",
		Connections: func(string) []any { return nil },
		Succeed: func(writer http.ResponseWriter, _ int, result any) {
			_ = json.NewEncoder(writer).Encode(result)
		},
		Fail: func(writer http.ResponseWriter, err error) {
			var refusal *record.Refusal
			if errors.As(err, &refusal) {
				writer.WriteHeader(refusal.Status)
			}
			_, _ = io.WriteString(writer, err.Error())
		},
	}
	api.Register(routes, "")
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)
	return server
}

// call answers with the object that the API shows.
func call(t *testing.T, server *httptest.Server, method, path, body string) map[string]any {
	t.Helper()
	request, _ := http.NewRequest(method, server.URL+path, strings.NewReader(body))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d %s", method, path, response.StatusCode, data)
	}
	var shown map[string]any
	_ = json.Unmarshal(data, &shown)
	return shown
}

func TestNames(t *testing.T) {
	for wire, own := range map[string]string{
		"service_auth_401_redirect": "serviceAuth401Redirect",
		"service_mode_v2":           "serviceModeV2",
		"use_zt_virtual_ip":         "useZtVirtualIp",
		"name":                      "name",
	} {
		if camel(wire) != own || snake(own) != wire {
			t.Errorf("%s is %s, and %s is %s", wire, camel(wire), own, snake(own))
		}
	}
}

func TestApplicationExpandsItsPolicies(t *testing.T) {
	server := open(t)
	policy := call(t, server, "POST", "/accounts/account/access/policies",
		`{"name":"staff","decision":"allow","include":[{"email":{"email":"ann@example.test"}}]}`)
	id := policy["id"].(string)
	application := call(t, server, "POST", "/accounts/account/access/apps",
		`{"name":"n8n","type":"self_hosted","domain":"n8n.example.test","policies":[{"id":"`+id+`","precedence":1}]}`)
	shown := application["policies"].([]any)[0].(map[string]any)
	if shown["decision"] != "allow" || shown["name"] != "staff" || shown["precedence"] != float64(1) {
		t.Errorf("got %v", shown)
	}
	if application["http_only_cookie_attribute"] != true || application["account_id"] != nil {
		t.Errorf("got %v", application)
	}
}

func TestEnrolmentKeepsCloudflaresName(t *testing.T) {
	server := open(t)
	path := "/accounts/account/access/apps/" + enrolmentOf(t, server)
	written := call(t, server, "PUT", path, `{"name":"Device enrolment","type":"warp"}`)
	read := call(t, server, "GET", path, "")
	if written["name"] != "Warp Login App" || read["name"] != "Warp Login App" {
		t.Errorf("written %v, read %v", written["name"], read["name"])
	}
}

// enrolmentOf is the id of the application that the account has from its beginning.
func enrolmentOf(t *testing.T, server *httptest.Server) string {
	t.Helper()
	response, err := http.Get(server.URL + "/accounts/account/access/apps")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var applications []map[string]any
	if err := json.NewDecoder(response.Body).Decode(&applications); err != nil || len(applications) != 1 {
		t.Fatalf("got %v, %v", applications, err)
	}
	return applications[0]["id"].(string)
}

func TestSettingsRefuseNull(t *testing.T) {
	server := open(t)
	body := strings.NewReader(`{"gateway_proxy_enabled":true,"use_zt_virtual_ip":null}`)
	request, _ := http.NewRequest(http.MethodPut, server.URL+"/accounts/account/devices/settings", body)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("got %d", response.StatusCode)
	}
}

func TestSettingsAreThereBeforeTheyAreWritten(t *testing.T) {
	server := open(t)
	path := "/accounts/account/devices/settings"
	before := call(t, server, "GET", path, "")
	if before["gateway_proxy_enabled"] != false || before["disable_for_time"] != float64(0) {
		t.Errorf("got %v", before)
	}
	call(t, server, "PUT", path, `{"gateway_proxy_enabled":true}`)
	call(t, server, "PATCH", path, `{"use_zt_virtual_ip":true}`)
	after := call(t, server, "GET", path, "")
	if after["gateway_proxy_enabled"] != true || after["use_zt_virtual_ip"] != true {
		t.Errorf("a PATCH must leave the rest: %v", after)
	}
	call(t, server, "PUT", path, `{"use_zt_virtual_ip":true}`)
	if again := call(t, server, "GET", path, ""); again["gateway_proxy_enabled"] != false {
		t.Errorf("a PUT must replace all: %v", again)
	}
}

func TestTunnelConfigurationIsCamelCase(t *testing.T) {
	server := open(t)
	tunnel := call(t, server, "POST", "/accounts/account/cfd_tunnel", `{"name":"t","config_src":"cloudflare"}`)
	path := "/accounts/account/cfd_tunnel/" + tunnel["id"].(string)
	config := `{"ingress":[{"hostname":"a.example.test","originRequest":{"access":{"audTag":["x"],"required":true,"teamName":"moco"}},"service":"http://h"},{"service":"http_status:404"}]}`
	call(t, server, "PUT", path+"/configurations", `{"config":`+config+`,"source":"cloudflare"}`)
	shown := call(t, server, "GET", path+"/configurations", "")
	var wanted any
	_ = json.Unmarshal([]byte(config), &wanted)
	if !reflect.DeepEqual(shown["config"], wanted) || shown["tunnel_id"] != tunnel["id"] {
		t.Errorf("got %v", shown)
	}
	// A new name must not turn a tunnel into one that is configured on its machine.
	call(t, server, "PATCH", path, `{"name":"u"}`)
	if renamed := call(t, server, "GET", path, ""); renamed["config_src"] != "cloudflare" || renamed["name"] != "u" {
		t.Errorf("got %v", renamed)
	}
}

func TestServiceTokenShowsItsSecretOnce(t *testing.T) {
	server := open(t)
	made := call(t, server, "POST", "/accounts/account/access/service_tokens", `{"name":"ci","duration":"8760h"}`)
	read := call(t, server, "GET", "/accounts/account/access/service_tokens/"+made["id"].(string), "")
	if made["client_secret"] == nil || read["client_secret"] != nil || read["client_id"] != made["client_id"] {
		t.Errorf("made %v, read %v", made, read)
	}
}
