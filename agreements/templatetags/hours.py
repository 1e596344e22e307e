"""Hours as people say them, in a template."""

from django import template

from agreements.hours_in_words import span_in_words

register = template.Library()
register.filter("span_in_words", span_in_words)
