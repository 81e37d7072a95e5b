"""One Markdown file, read: front matter, fields, links, log and prose."""
