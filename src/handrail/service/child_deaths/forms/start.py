"""For which agency a death is notified, where somebody works for more than one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.access.models import Post
from handrail.service.fields import OneOf


class Start(forms.Form):
    chosen = OneOf(label="For which agency?", choices=(), missing="Choose for which agency")

    def __init__(self, data: Any, *, posts: Sequence[Post]) -> None:
        super().__init__(data)
        self.posts = {str(post.pk): post for post in posts}
        if len(posts) == 1:
            del self.fields["chosen"]
        else:
            self.fields["chosen"].choices = [  # type: ignore[attr-defined]
                (key, f"{post.body}, to {post.partnership}") for key, post in self.posts.items()
            ]

    @property
    def post(self) -> Post:
        return self.posts[self.cleaned_data.get("chosen") or next(iter(self.posts))]
