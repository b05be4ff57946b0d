package desk

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestTheCookieIsForThisHostAloneSecureAndHiddenFromScripts(t *testing.T) {
	d := &Desk{Config: Config{Secure: true}}
	w := httptest.NewRecorder()
	d.setCookie(w, "secret", 3600)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies are set", len(cookies))
	}
	c := cookies[0]
	if c.Name != "__Host-guwah-desk" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode && c.SameSite != http.SameSiteStrictMode {
		t.Errorf("the cookie is %s", c)
	}
}
