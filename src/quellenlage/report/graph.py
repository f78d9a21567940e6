"""Actors and the relations between them as a graph, for Gephi, Cytoscape and the like: GraphML and GEXF."""

from __future__ import annotations

import io
import re

import networkx as nx

from quellenlage.domain.dossier import Actor, ActorRelation, Dossier, Story
from quellenlage.report.shown import one_line

GRAPHS = (".graphml", ".gexf")
"""What `graph_bytes` writes."""
GRAPH_TABLES = ("actors", "relations")
"""The tables of which a graph can be made; it holds both."""

TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
"""What the writer of GEXF adds: the same dossier gives the same file."""


def graph_bytes(ending: str, dossier: Dossier) -> bytes:
    """The graph in the form that `ending` names."""
    out = io.BytesIO()
    graph = actor_graph(dossier)
    if ending == ".graphml":
        nx.write_graphml(graph, out)
        return out.getvalue()
    nx.write_gexf(graph, out)
    return TODAY.sub(b"", out.getvalue())


def actor_graph(dossier: Dossier) -> nx.MultiDiGraph:
    """Every actor of every story as a node, under its id (the same in all stories), and every event between two as an
    edge, under the id of its row. Nodes have `label`, `type`, `roles`, `aliases`, `mentions`, `stories`, `sure`; edges
    `label` (the type of the event), `sign`, `date`, `mutual`, `story`, `articles`, `sure`; unknown is empty."""
    graph = nx.MultiDiGraph()
    for story in dossier.stories:
        for actor in story.actors:
            add_actor(graph, actor, story)
        for relation in story.relations:
            add_relation(graph, relation, story)
    return graph


def add_actor(graph: nx.MultiDiGraph, actor: Actor, story: Story) -> None:
    """A node; what is known of it already from another story is added to."""
    known = graph.nodes.get(actor.id, {})
    graph.add_node(
        actor.id,
        label=known.get("label") or one_line(actor.name),
        type=known.get("type") or actor.type,
        roles=united(known.get("roles", ""), actor.roles),
        aliases=united(known.get("aliases", ""), actor.aliases),
        mentions=known.get("mentions", 0) + actor.mentions,
        stories=united(known.get("stories", ""), (story.id,)),
        sure=known.get("sure", False) or actor.sure,
    )


def add_relation(graph: nx.MultiDiGraph, relation: ActorRelation, story: Story) -> None:
    """An edge; who is no actor of the story gets a node under the name alone."""
    ends = []
    for known, name in ((relation.source_id, relation.source), (relation.target_id, relation.target)):
        node = known or next((a.id for a in story.actors if a.name == name), f"name: {one_line(name)}")
        if node not in graph:
            graph.add_node(
                node, label=one_line(name), type="", roles="", aliases="", mentions=0, stories=story.id, sure=False
            )
        ends.append(node)
    graph.add_edge(
        *ends,
        key=relation.id,
        label=relation.event_type,
        sign=relation.sign,
        date=relation.date or "",
        mutual=relation.mutual,
        story=story.id,
        articles=united("", tuple(e.article for e in relation.evidence)),
        sure=relation.sure,
    )


def united(known: str, more: tuple[str, ...]) -> str:
    """Words joined by ` | `, each once."""
    words = [word for word in known.split(" | ") if word] + [one_line(word) for word in more]
    return " | ".join(dict.fromkeys(words))
