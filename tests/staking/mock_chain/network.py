"""A chain, its providers, and the address at which a test rules both."""

import json
import random
from urllib.parse import parse_qs, urlsplit

from .chain import MockChain, Settings
from .lie import LIES, Reply, choose
from .listener import Listener
from .provider import Provider
from .queries import View


class Network:
    """`with Network(chain, providers=3) as network: network.url("p1")`; all on loopback."""

    def __init__(self, chain=None, providers=3, seed=0, admin_port=0, ports=(), view_of=View.of):
        self.chain = chain or MockChain(Settings())
        self.providers = {f"p{number}": Provider(f"p{number}", self.chain, seed, view_of) for number in range(1, providers + 1)}
        ports = [*ports, *[0] * (providers - len(ports))]
        self._listeners = {
            name: Listener(lambda _, __, body, provider=provider: provider.respond(body), port)
            for (name, provider), port in zip(self.providers.items(), ports)
        }
        self._admin = Listener(self._rule, admin_port)
        self.admin_url = self._admin.url

    def url(self, name: str) -> str:
        return self._listeners[name].url

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> None:
        for name, provider in self.providers.items():
            provider.stop()
            self._listeners[name].close()
        self._admin.close()

    def facts(self) -> dict:
        """What a configuration needs to know."""
        return {
            "admin": self.admin_url,
            "chain_id": self.chain.settings.chain_id,
            "providers": {name: listener.url for name, listener in self._listeners.items()},
            "contracts": {contract.kind: "0x" + contract.address.hex() for contract in self.chain.contracts},
            "topics": {contract.kind: {kind: "0x" + topic.hex() for kind, topic in contract.topics.items()} for contract in self.chain.contracts},
            "accounts": ["0x" + account.hex() for account in self.chain.accounts],
        }

    # ---- what a test may do, over HTTP or directly ----

    def tell(self, provider: str, lies: list[dict], seed=None) -> None:
        """Gives a provider its lies, "*" everybody; `down` closes its port, its absence opens it again."""
        for name in self._named(provider):
            self.providers[name].tell(lies, seed)
            if self.providers[name].is_down():
                self._listeners[name].close()
            else:
                self._listeners[name].open()

    def tell_by_seed(self, seed, *, honest=1, count=1, rate=1.0, kinds=None) -> dict:
        """Everybody but `honest` providers gets 1 to `count` lies at random. The same seed, the same lies."""
        choice = random.Random(f"lies {seed}")
        names = list(self.providers)
        liars = sorted(choice.sample(names, max(0, len(names) - honest)))
        for name in names:
            lies = choose(choice, choice.randint(1, count), kinds) if name in liars else []
            self.tell(name, [{"name": each, "rate": rate} for each in lies], seed)
        return {name: [each.lie.name for each in provider.lies] for name, provider in self.providers.items()}

    def _named(self, provider):
        if provider != "*" and provider not in self.providers:
            raise ValueError(f"there is no provider {provider!r}; there are: {', '.join(self.providers)}")
        return list(self.providers) if provider == "*" else [provider]

    def _rule(self, method, target, body):
        parts = urlsplit(target)
        rule = getattr(self, f"_{method.lower()}_{parts.path.strip('/')}", None)
        if rule is None:
            return _json(404, {"error": f"there is no {method} {parts.path}; see README.md"})
        try:
            wish = json.loads(body or b"{}") if method == "POST" else {name: values[-1] for name, values in parse_qs(parts.query).items()}
            return _json(200, rule(**wish))
        except (TypeError, ValueError, KeyError, StopIteration) as error:
            return _json(400, {"error": str(error)})

    def _get_facts(self):
        return self.facts()

    def _get_chain(self):
        with self.chain.lock:
            block = self.chain.canonical.blocks[-1]
        final = max(0, block.number - self.chain.settings.finalized_distance)
        return {"head": block.number, "hash": "0x" + block.hash.hex(), "finalized": final, "branch": self.chain.canonical.name}

    def _get_truth(self, kind, first="0", last=None):
        return self.chain.truth(kind, int(first), None if last is None else int(last))

    def _get_providers(self):
        return {name: provider.json() for name, provider in self.providers.items()}

    def _get_lies(self):
        return [
            {"name": each.name, "stage": each.stage, "kind": each.kind, "provable": each.provable, "methods": each.methods,
             "options": each.options, "about": each.about}
            for each in LIES.values()
        ]

    def _post_mine(self, blocks=1, events=None, actions=None):
        if actions is not None:
            self.chain.mine_actions([(each["contract"], each["action"], each["account"], int(each["amount"])) for each in actions])
        elif events is not None:
            self.chain.mine_events(blocks, events)
        else:
            self.chain.mine(blocks)
        return self._get_chain()

    def _post_reorg(self, depth):
        self.chain.reorganise(depth)
        return self._get_chain()

    def _post_lies(self, provider="*", lies=None, seed=None, honest=1, count=1, rate=1.0, kinds=None):
        if lies is None:
            return self.tell_by_seed(seed, honest=honest, count=count, rate=rate, kinds=kinds)
        self.tell(provider, lies, seed)
        return {name: [each.json() for each in self.providers[name].lies] for name in self._named(provider)}

    def _post_forget(self):
        for provider in self.providers.values():
            provider.forget()
        return {}


def _json(status, value):
    return Reply(status, json.dumps(value).encode())
