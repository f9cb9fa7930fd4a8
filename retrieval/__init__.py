"""Finding and answering: a question is linked to the graph, evidence ranked, an answer composed."""
