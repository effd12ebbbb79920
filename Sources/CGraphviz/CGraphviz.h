// What Swift needs of the Graphviz library and cannot see, which is fields behind macros, and a
// quick way to a context.

#ifndef GRADSTEP_CGRAPHVIZ_H
#define GRADSTEP_CGRAPHVIZ_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // for `dladdr`
#endif

#include <dlfcn.h>
#include <graphviz/graphviz_version.h>
#include <graphviz/gvc.h>
#include <stdio.h>
#include <string.h>

// The middle of a node.
static inline pointf nodeCenter(Agnode_t *node) { return ND_coord(node); }

// The way of an edge; null where the layout left it out.
static inline splines *_Nullable edgeSplines(Agedge_t *edge) { return ED_spl(edge); }

// The rectangle of a graph or cluster.
static inline boxf graphBounds(Agraph_t *graph) { return GD_bb(graph); }

#if GVPLUGIN_VERSION <= 6
// The library up to 7 keeps the subgraphs of a graph in the order of their ids, which are where in
// memory their names lie: that differs from run to run, and with it the way of edges. Here the names
// of clusters lie in the order of their numbers.
enum { mostClusters = 20000, clusterNameLength = 16 };

typedef long (*NameMap)(void *, int, char *, IDTYPE *, int);

// What the library maps names to ids with, once it is replaced.
static inline NameMap _Nullable *_Nonnull originalMap(void) {
  static NameMap map;
  return &map;
}

static inline long mapName(void *state, int kind, char *name, IDTYPE *id, int creates) {
  static char names[mostClusters][clusterNameLength];
  int number;
  if (kind == AGRAPH && name && sscanf(name, "cluster_%d", &number) == 1 && number >= 0 &&
      number < mostClusters) {
    snprintf(names[number], clusterNameLength, "cluster_%d", number);
    *id = (IDTYPE)names[number];
    return 1;
  }
  return (*originalMap())(state, kind, name, id, creates);
}

// To be called before the first graph is read.
static inline void keepClustersInOrder(void) {
  if (*originalMap()) return;
  *originalMap() = AgIdDisc.map;
  AgIdDisc.map = mapName;
}
#else
static inline void keepClustersInOrder(void) {}
#endif

// A context that can lay out with `dot` and nothing else; null where the plugin is not where it is
// in Debian, beside the library. It takes a thirtieth of the time of `gvContext`, which loads the
// fonts' library as well, and needs no configuration file.
static inline GVC_t *_Nullable contextForLayoutOnly(void) {
  static lt_symlist_t builtins[2]; // ends with an empty one; the context keeps the address
  Dl_info library;
  if (!builtins[0].address && dladdr((const void *)gvContext, &library)) {
    const char *slash = strrchr(library.dli_fname, '/');
    int length = slash ? (int)(slash - library.dli_fname) + 1 : 0;
    char path[4096];
#ifdef GVPLUGIN_VERSION
    snprintf(path, sizeof path, "%.*sgraphviz/libgvplugin_dot_layout.so.%d", length,
             library.dli_fname, GVPLUGIN_VERSION);
#else
    snprintf(path, sizeof path, "%.*sgraphviz/libgvplugin_dot_layout.so", length,
             library.dli_fname);
#endif
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin) {
      builtins[0].name = "gvplugin_dot_layout_LTX_library";
      builtins[0].address = dlsym(plugin, builtins[0].name);
    }
  }
  return builtins[0].address ? gvContextPlugins(builtins, 0) : NULL;
}

#endif
