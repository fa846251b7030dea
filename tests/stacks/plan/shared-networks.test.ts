import {
  linkNetworkOf,
  networksOf,
  proxyNetworkOf,
  sharedNetworks,
} from "../../../stacks/plan/shared-networks";
import { aService } from "../../support/a-service";
import { aLink, anInstance, appsGuest, dataGuest } from "../../support/an-instance";

const routes = aService().routes!;
const web = aService().containers["web"]!;
const cache = anInstance("cache");
const far = anInstance("database", dataGuest);

const blog = anInstance("blog", appsGuest, {
  routes,
  containers: {
    web: { ...web, environment: { CACHE: { need: "cache", part: "host" } } },
    worker: web,
  },
});

const links = [aLink(blog, cache), aLink(blog, cache, "queue"), aLink(blog, far)];

describe("proxyNetworkOf", () => {
  it("says which public names it is for", () => {
    expect(proxyNetworkOf("blog")).toEqual({ name: "blog.proxy", why: "public names of blog" });
  });
});

describe("linkNetworkOf", () => {
  it("is named after both, the needing one first", () => {
    expect(linkNetworkOf(aLink(blog, cache))).toEqual({
      name: "blog.cache",
      why: "blog uses cache",
    });
  });
});

describe("sharedNetworks", () => {
  it("are one for each routed service and one for each pair of services of the guest", () => {
    expect(sharedNetworks(appsGuest, [cache, blog, far], links)).toEqual([
      { name: "blog.proxy", why: "public names of blog" },
      { name: "blog.cache", why: "blog uses cache" },
    ]);
  });

  it("are none where services are reached from other guests only", () => {
    expect(sharedNetworks(dataGuest, [cache, blog, far], links)).toEqual([]);
  });
});

describe("networksOf", () => {
  const none = { networks: [], attachedNetworks: [] };

  it("gives the proxy's network to the routed container alone", () => {
    const other = anInstance("blog", appsGuest, { routes, containers: { web, worker: web } });
    expect(networksOf(other, "web", [])).toEqual({ ...none, networks: ["blog.proxy"] });
    expect(networksOf(other, "worker", [])).toEqual(none);
  });

  it("gives a needed service's network to the containers whose environment names the need", () => {
    const named = [aLink(blog, cache)];
    expect(networksOf(blog, "web", named)).toEqual({
      ...none,
      networks: ["blog.proxy", "blog.cache"],
    });
    expect(networksOf(blog, "worker", named)).toEqual(none);
  });

  it("gives it to every container where none names the need", () => {
    const networks = ["blog.cache"];
    expect(networksOf(blog, "worker", [aLink(blog, cache, "queue")])).toEqual({
      ...none,
      networks,
    });
  });

  it("brings the networks of its users to the container of the endpoint alone, while it runs", () => {
    const provider = anInstance("cache", appsGuest, { containers: { web, exporter: web } });
    const wiki = anInstance("wiki");
    const near = [aLink(blog, provider), aLink(blog, provider, "queue"), aLink(wiki, provider)];
    expect(networksOf(provider, "web", near)).toEqual({
      ...none,
      attachedNetworks: ["blog.cache", "wiki.cache"],
    });
    expect(networksOf(provider, "exporter", near)).toEqual(none);
  });

  it("keeps apart what a service brings and what is brought to it", () => {
    const middle = anInstance("blog", appsGuest, { routes });
    expect(networksOf(middle, "web", [aLink(middle, cache), aLink(cache, middle)])).toEqual({
      networks: ["blog.proxy", "blog.cache"],
      attachedNetworks: ["cache.blog"],
    });
  });

  it("has none for a service on another guest", () => {
    expect(networksOf(far, "web", links)).toEqual(none);
  });
});
