package fault

// Check collects what is wrong with a form, so that its reader hears everything at once. The zero value is ready to use.
type Check struct {
	fields []Field
}

// That records message against the named field when ok is false. Only the first complaint about a field is kept.
func (c *Check) That(ok bool, field, message string) {
	if ok || c.has(field) {
		return
	}
	c.fields = append(c.fields, Field{Name: field, Message: message})
}

// Err returns an Invalid fault with every recorded field in the order recorded, or nil when all was well.
func (c *Check) Err() error {
	return InvalidFields(c.fields...)
}

func (c *Check) has(field string) bool {
	for _, f := range c.fields {
		if f.Name == field {
			return true
		}
	}
	return false
}
