"""An empty form beside every reaction."""

from django import template

from agreements.forms.reacting import AnswerForm
from agreements.models import Comment
from agreements.views.reacting import asks_name
from initiatives.models import Participant

register = template.Library()


@register.simple_tag
def answer_form(comment: Comment, me: Participant | None) -> AnswerForm:
    """{% answer_form comment page.me as form %}"""
    return AnswerForm(asks_name=asks_name(me), prefix=f"answer-{comment.pk}")
