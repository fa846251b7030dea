package record

import "maps"

// applyDeviceSettings is a PUT: what it leaves out is as in a new account, and null is no value.
func applyDeviceSettings(c *change) error {
	for _, value := range c.properties {
		if value == nil {
			return refuse(1001, "invalid account settings request")
		}
	}
	if err := applyAccountSingleton(c); err != nil {
		return err
	}
	settings := newDeviceSettings(c.object.ID)
	maps.Copy(settings, c.properties)
	c.properties = settings
	return nil
}

// applyDeviceProfile is a PATCH of the one default profile: what it leaves out stays.
func applyDeviceProfile(c *change) error {
	if c.properties["includes"] != nil && c.properties["excludes"] != nil {
		return refuse(1001, "exclude and include cannot both be set")
	}
	if err := applyAccountSingleton(c); err != nil {
		return err
	}
	profile := maps.Clone(c.previous.Properties)
	if profile == nil {
		profile = Properties{}
	}
	for name, value := range c.properties {
		if value != nil {
			profile[name] = value
		}
	}
	if c.properties["includes"] != nil {
		delete(profile, "excludes")
	}
	if c.properties["excludes"] != nil {
		delete(profile, "includes")
	}
	c.properties = profile
	return nil
}

func applyAccountSingleton(c *change) error {
	account := c.properties.text("accountId")
	if account == "" {
		return refuse(7003, "%s: accountId is required", c.kind)
	}
	c.object.ID = account
	c.previous = c.store.objects[c.kind][account]
	return nil
}
