"""Settings of the plugin app, one module per kind of site."""
