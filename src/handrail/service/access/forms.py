"""What is asked of someone who signs in."""

from __future__ import annotations

from django import forms

from handrail.service.fields import EmailField, PasswordField


class SignIn(forms.Form):
    email = EmailField(label="E-mail address", missing="Enter your e-mail address", autocomplete="username")
    password = PasswordField(label="Password", missing="Enter your password", autocomplete="current-password")
