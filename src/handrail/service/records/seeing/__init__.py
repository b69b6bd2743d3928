"""Answering somebody who asks to see what is held of them: gathering it, finding who else is named, writing it anew."""
