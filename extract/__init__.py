"""From pages of Chinese local news to checked facts; `extract.pipeline` is the map."""
