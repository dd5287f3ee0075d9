goodwill-lexicon 1
language en
revision bakery-1
extends
words loaf
  sourdough rye baguette focaccia ciabatta
entry stale
  meaning Says that bread was not fresh.
  customer risk +0.3
  yes My rye was stale again
  no The rye was lovely
  + @loaf ~4 (stale|mouldy|dry)
entry fresh_loaf
  meaning Offers a fresh loaf for the bad one.
  company help +0.8, regard +0.2
  yes Come by and pick up a fresh baguette on us.
  no We bake the baguette at night.
  + (pick up|have|get|take|bring you|save you|keep) ~3 (fresh|new|another) @loaf
