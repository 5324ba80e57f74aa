"""Adapters to engines that spread tables over processes and machines; each needs the extra of its name."""
