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
  it("joins the proxy's network with the routed container alone", () => {
    const other = anInstance("blog", appsGuest, { routes, containers: { web, worker: web } });
    expect(networksOf(other, "web", [])).toEqual(["blog.proxy"]);
    expect(networksOf(other, "worker", [])).toEqual([]);
  });

  it("joins a needed service's network with the containers whose environment names the need", () => {
    const named = [aLink(blog, cache)];
    expect(networksOf(blog, "web", named)).toEqual(["blog.proxy", "blog.cache"]);
    expect(networksOf(blog, "worker", named)).toEqual([]);
  });

  it("joins it with every container where none names the need", () => {
    expect(networksOf(blog, "worker", [aLink(blog, cache, "queue")])).toEqual(["blog.cache"]);
  });

  it("joins a providing service with the container of the endpoint alone", () => {
    const provider = anInstance("cache", appsGuest, { containers: { web, exporter: web } });
    const wiki = anInstance("wiki");
    const near = [aLink(blog, provider), aLink(wiki, provider)];
    expect(networksOf(provider, "web", near)).toEqual(["blog.cache", "wiki.cache"]);
    expect(networksOf(provider, "exporter", near)).toEqual([]);
  });

  it("joins none for a service on another guest", () => {
    expect(networksOf(far, "web", links)).toEqual([]);
  });
});
