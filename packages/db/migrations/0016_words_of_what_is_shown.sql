-- Whether a document of PostgreSQL's own index holds this folded word at this moment. The vocabulary keeps words until it is counted anew, also
-- those of listings that have left: asked here before one is told to a reader. Of a word it knows nothing about, the planner would read the whole
-- table rather than the index.
create function search_holds(word text) returns boolean
language plpgsql stable parallel safe set enable_seqscan = off as $$
begin
  return exists (select from search_document d where d.words @@ ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery);
end $$;
