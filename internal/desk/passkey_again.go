package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guwah.example/guwah/internal/serve"
)

// againPage asks somebody to confirm that it is still them. Afterwards the script goes on to what they were about to do, with all they had filled in.
type againPage struct {
	frame
	Method, Action string
	Fields         []field
	None           bool // they have no passkey to confirm with
}

func (d *Desk) againShow(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := serve.ReadForm(r); err != nil {
		return err
	}
	frame, err := d.frame(r.Context(), v, "", v.speak.T("desk", "Confirm that it is you"), "")
	if err != nil {
		return err
	}
	keys, err := d.Register.Passkeys(r.Context(), v.ID)
	if err != nil {
		return err
	}
	page := againPage{frame: frame, Method: "get", Action: r.URL.Path, None: len(keys) == 0}
	page.Passkeys = true
	if r.Method == http.MethodPost {
		page.Method = "post"
	}
	for name, values := range r.Form {
		for _, value := range values {
			page.Fields = append(page.Fields, field{name, value})
		}
	}
	slices.SortStableFunc(page.Fields, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	answer, err := d.views.again.Render(page)
	answer.Status = http.StatusForbidden // it has not been done
	return send(w, r, answer, err)
}

// confirms takes the answer by which somebody confirms that it is still them.
func (d *Desk) confirms(ctx context.Context, secret string, sent reply) (string, error) {
	return d.Entrance.Confirm(ctx, secret, sent.Answer)
}
