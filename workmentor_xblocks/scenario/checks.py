def check(definition, *, display_name="", pictures=None):
    return []
