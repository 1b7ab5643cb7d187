"""Facts that mentions make up: what a figure measures, who holds which post, who said what."""
